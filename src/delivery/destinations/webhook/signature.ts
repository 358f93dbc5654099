import { createHmac } from 'node:crypto';

/** What libraries of Standard Webhooks put before a secret in base64. */
const prefix = 'whsec_';

/** Fewer can be guessed. */
const leastBytes = 16;

/** The bytes of a secret: base64 behind `whsec_`, else the text itself; undefined where there are too few. */
export function secretBytes(secret: string): Buffer | undefined {
  const bytes = secret.startsWith(prefix)
    ? Buffer.from(secret.slice(prefix.length), 'base64')
    : Buffer.from(secret, 'utf8');
  return bytes.length < leastBytes ? undefined : bytes;
}

interface SignedMessage {
  readonly id: string;
  /** Seconds since 1970. */
  readonly timestamp: number;
  readonly body: Uint8Array;
}

/** The headers by which the receiver knows who sent a message, and when, as Standard Webhooks has them (HMAC-SHA256). */
export function signatureHeaders(secret: Buffer, { id, timestamp, body }: SignedMessage): Record<string, string> {
  const signature = createHmac('sha256', secret).update(`${id}.${timestamp}.`).update(body).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': `v1,${signature}` };
}
