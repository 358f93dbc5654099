import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { packageRoot } from '../lib/packageRoot.js';

const builtPage = join(packageRoot, 'dist', 'assets', 'graphiql.html');

// The page is one file: its workers are blobs, its fonts and icons data.
const policy = [
  "default-src 'none'",
  "script-src 'unsafe-inline' blob:",
  'worker-src blob:',
  "style-src 'unsafe-inline'",
  'img-src data:',
  'font-src data:',
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const missing = `<!doctype html><html lang="en"><title>Facet</title>
<p>This is the GraphQL endpoint of Facet. The GraphiQL page is made by <code>npm run build</code>.</p></html>
`;

/** The quality an `Accept` header names for a media type: 0 where it is not named; wildcards do not count. */
function quality(accept: string, mediaType: string): number {
  const entry = accept.split(',').find((part) => part.split(';', 1)[0]?.trim().toLowerCase() === mediaType);
  return entry === undefined ? 0 : Number(/;\s*q=([\d.]+)/i.exec(entry)?.[1] ?? 1);
}

/** Whether a request comes from somebody who wants to see a page: a browser's address bar. */
export function prefersPage({ method, headers: { accept = '' } }: FastifyRequest): boolean {
  const html = quality(accept, 'text/html');
  const json = Math.max(quality(accept, 'application/json'), quality(accept, 'application/graphql-response+json'));
  return method === 'GET' && html > json;
}

/** Sends GraphiQL, which loads nothing from the network but answers of this server. */
export async function sendGraphiql(
  request: FastifyRequest,
  reply: FastifyReply,
  page = builtPage,
): Promise<FastifyReply> {
  void reply.type('text/html; charset=utf-8').header('content-security-policy', policy).header('vary', 'accept');
  const file = await stat(page).catch(() => undefined);
  if (file === undefined) return reply.send(missing);
  const tag = `"${file.size.toString(36)}-${Math.trunc(file.mtimeMs).toString(36)}"`;
  void reply.header('etag', tag).header('cache-control', 'no-cache');
  if (request.headers['if-none-match'] === tag) return reply.code(304).send();
  return reply.header('content-length', file.size).send(createReadStream(page));
}
