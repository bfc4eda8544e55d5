/**
 * What api.openai.com sends: the properties, their order and which of them are null are those of the sessions that
 * openai-dotnet has recorded (tests/SessionRecords/UploadsTests, September 2025); ids, names and times are made up.
 */
const upload = {
  id: "upload_1",
  object: "upload" as const,
  bytes: 8,
  created_at: 1_800_000_000,
  filename: "eight.jsonl",
  purpose: "fine-tune",
};
const expires_at = 1_800_003_600;

export const responses = {
  pending: { ...upload, status: "pending" as const, expires_at },
  cancelled: { ...upload, status: "cancelled" as const, expires_at },
  completed: {
    ...upload,
    status: "completed" as const,
    expires_at,
    file: {
      object: "file" as const,
      id: "file-1",
      purpose: "fine-tune" as const,
      filename: "eight.jsonl",
      bytes: 8,
      // The Upload's, not when it was completed.
      created_at: 1_800_000_000,
      expires_at: null,
      status: "processed" as const,
      status_details: null,
    },
  },
  part: {
    id: "part_1",
    object: "upload.part" as const,
    created_at: 1_800_000_001,
    upload_id: "upload_1",
  },
};
