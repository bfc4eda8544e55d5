/** What is used of @azure/storage-blob, which is installed when it is needed. */
export declare class StorageSharedKeyCredential {
  constructor(account: string, key: string);
}
export declare class BlobSASPermissions {
  static parse(text: string): BlobSASPermissions;
}
interface Blob {
  upload(body: Uint8Array, length: number, options: object): Promise<unknown>;
  generateSasUrl(options: { permissions: BlobSASPermissions; expiresOn: Date }): Promise<string>;
}
export declare class BlobServiceClient {
  constructor(url: string, credential: StorageSharedKeyCredential);
  getContainerClient(name: string): {
    create(): Promise<unknown>;
    getBlockBlobClient(name: string): Blob;
  };
}
