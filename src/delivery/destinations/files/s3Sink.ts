import { S3mini, S3ServiceError, type UploadPart } from 's3mini';
import type { S3Config } from '../../../config.js';
import { HandOverFailure } from '../HandOverFailure.js';
import { agentFetch } from '../http/agentFetch.js';
import type { Agents } from '../http/agents.js';
import type { FileToWrite, OpenSink, Sink } from './Sink.js';

interface S3Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Bytes of a piece, which are in memory at once: S3 takes 10,000 pieces of 5 MiB and more. */
const pieceBytes = 8 * 1024 * 1024;

/** Milliseconds that a piece, and S3's putting together of all, may take. */
const timeout = 120_000;

const mostBytes = 1_000_000;

/** A mark that S3 refused a request by, without what it said of it. */
function failureOf(error: unknown): unknown {
  if (!(error instanceof S3ServiceError)) return error;
  const { status, serviceCode } = error;
  const mayPass = status >= 500 || status === 408 || status === 429;
  return new HandOverFailure(`answered with HTTP ${status}${serviceCode === undefined ? '' : ` (${serviceCode})`}`, {
    mayPass,
  });
}

async function doing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw failureOf(error);
  }
}

/** A file in pieces; a small one is put in one request. */
class S3Sink implements Sink {
  private waiting: Uint8Array[] = [];
  private size = 0;
  private upload: { readonly id: string; readonly parts: UploadPart[] } | undefined;

  constructor(
    private readonly s3: S3mini,
    private readonly key: string,
    private readonly file: FileToWrite,
    readonly location: string,
  ) {}

  async write(bytes: Uint8Array): Promise<void> {
    // The writer may use its memory again.
    this.waiting.push(Uint8Array.from(bytes));
    this.size += bytes.byteLength;
    if (this.size >= pieceBytes) await doing(() => this.sendPiece());
  }

  finish(): Promise<void> {
    return doing(async () => {
      const { upload, s3, key } = this;
      if (upload === undefined) {
        const headers = { 'x-amz-meta-idempotency-key': this.file.idempotencyKey };
        await s3.putObject(key, this.taken(), this.file.contentType, undefined, headers);
        return;
      }
      if (this.size > 0) await this.sendPiece();
      const { etag } = await s3.completeMultipartUpload(key, upload.id, upload.parts);
      // S3 begins to answer with 200 before it knows whether it succeeds.
      if (typeof etag !== 'string') throw new HandOverFailure('did not put the file together', { mayPass: true });
    });
  }

  async abandon(): Promise<void> {
    if (this.upload !== undefined) await this.s3.abortMultipartUpload(this.key, this.upload.id);
  }

  private taken(): Buffer {
    const all = Buffer.concat(this.waiting);
    [this.waiting, this.size] = [[], 0];
    return all;
  }

  private async sendPiece(): Promise<void> {
    const { s3, key, file } = this;
    const headers = { 'x-amz-meta-idempotency-key': file.idempotencyKey };
    this.upload ??= { id: await s3.getMultipartUploadId(key, file.contentType, undefined, headers), parts: [] };
    const { id, parts } = this.upload;
    parts.push(await s3.uploadPart(key, id, this.taken(), parts.length + 1));
  }
}

/** Writes files into a bucket, in pieces that S3 puts together when all are there. */
export function openS3(config: S3Config, keys: S3Keys, agents: Agents): OpenSink {
  const { bucket, prefix, region, endpoint = `https://s3.${region}.amazonaws.com` } = config;
  const address = `${endpoint.replace(/\/+$/, '')}/${bucket}`;
  return async (file, signal) => {
    const limits = { agents, timeout, mostBytes, signal };
    const s3 = new S3mini({
      ...keys,
      endpoint: address,
      region,
      fetch: agentFetch(limits),
      requestAbortTimeout: timeout,
    });
    const key = `${prefix}${file.path.join('/')}`;
    return new S3Sink(s3, key, file, `s3://${bucket}/${key}`);
  };
}
