/** The PartSource of a Blob, or of a File that was picked: its ranges, and what a browser tells of its changes. */
export function blobSource(blob: Blob) {
  const { name, lastModified, webkitRelativePath } = blob as Partial<File>;
  return {
    size: blob.size,
    name,
    type: blob.type || undefined,
    // Files of the same name in several folders, where the browser knows the folder.
    id: webkitRelativePath || name,
    async fingerprint() {
      // A File whose file has changed can't be read any more.
      await blob.slice(0, 1).arrayBuffer();
      return String(lastModified);
    },
    read: (start: number, end: number) => blob.slice(start, end),
  };
}
