/** What is used of @azure/storage-blob, which is installed when it is needed. */
export interface Azure {
  readonly StorageSharedKeyCredential: new (account: string, key: string) => object;
  readonly BlobSASPermissions: { parse(text: string): object };
  readonly BlobServiceClient: new (url: string, credential: object) => BlobService;
}

interface BlobService {
  getContainerClient(name: string): Container;
}

interface Container {
  create(): Promise<unknown>;
  getBlockBlobClient(name: string): BlockBlob;
}

interface BlockBlob {
  upload(body: Uint8Array, length: number, options: object): Promise<unknown>;
  generateSasUrl(options: { permissions: object; expiresOn: Date }): Promise<string>;
}
