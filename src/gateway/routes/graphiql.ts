import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { vary } from '../http/vary.js';
import { packageRoot } from '../../lib/process/packageRoot.js';

const builtPage = join(packageRoot, 'dist', 'assets', 'graphiql.html');

// The page is one file: its workers are blobs, its fonts and icons data, and what shows text writes styles.
const policyFor = (scripts: string): string =>
  [
    "default-src 'none'",
    "object-src 'none'",
    `script-src ${scripts} blob:`,
    'worker-src blob:',
    "style-src 'unsafe-inline'",
    'img-src data:',
    'font-src data:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** The hashes of a page's scripts, which the build has written beside it; none may run where it has not. */
const scriptsOf = (page: string): Promise<string> => readFile(`${page}.scripts`, 'utf8').catch(() => "'none'");

const missing = `<!doctype html><html lang="en"><title>Facet</title>
<p>This is the GraphQL endpoint of Facet. The GraphiQL page is made by <code>npm run build</code>.</p></html>
`;

/** The quality an `Accept…` header names for something: 0 where it is not named; wildcards do not count. */
function quality(accept: string, name: string): number {
  const entry = accept.split(',').find((part) => part.split(';', 1)[0]?.trim().toLowerCase() === name);
  return entry === undefined ? 0 : Number(/;\s*q=([\d.]+)/i.exec(entry)?.[1] ?? 1);
}

/** Whether a request comes from somebody who wants to see a page: a browser's address bar. */
export function prefersPage({ method, headers: { accept = '' } }: FastifyRequest): boolean {
  if (method !== 'GET') return false;
  const html = quality(accept, 'text/html');
  const json = Math.max(quality(accept, 'application/json'), quality(accept, 'application/graphql-response+json'));
  return html > json;
}

/**
 * Sends GraphiQL, which loads nothing from the network but answers of this server; compressed by gzip, as the build has
 * done it, to those that take that.
 */
export async function sendGraphiql(
  request: FastifyRequest,
  reply: FastifyReply,
  page = builtPage,
): Promise<FastifyReply> {
  void reply.type('text/html; charset=utf-8').header('content-security-policy', policyFor(await scriptsOf(page)));
  vary(reply, 'accept', 'accept-encoding');
  const encodings = request.headers['accept-encoding'] ?? '';
  const zipped = quality(encodings, 'gzip') > 0 ? await describe(`${page}.gz`) : undefined;
  const file = zipped ?? (await describe(page));
  if (file === undefined) return reply.send(missing);
  void reply.header('etag', file.tag).header('cache-control', 'no-cache');
  if (request.headers['if-none-match'] === file.tag) return reply.code(304).send();
  if (zipped !== undefined) void reply.header('content-encoding', 'gzip');
  return reply.header('content-length', file.size).send(createReadStream(file.path));
}

/** Undefined where there is no such file. */
async function describe(path: string): Promise<{ path: string; size: number; tag: string } | undefined> {
  const file = await stat(path).catch(() => undefined);
  if (file === undefined) return undefined;
  return { path, size: file.size, tag: `"${file.size.toString(36)}-${Math.trunc(file.mtimeMs).toString(36)}"` };
}
