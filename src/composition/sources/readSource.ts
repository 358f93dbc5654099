import { readFile, stat } from 'node:fs/promises';
import { UserError } from '../../lib/errors/UserError.js';
import { printable } from '../../lib/text/printable.js';
import { requestText, type TextAnswer } from './requestText.js';
import { mostSourceBytes, sourceTimeout, type SourcePlace, type TextReading } from './SourcePlace.js';

/** A text from outside in a sentence. */
const quoted = (text: string): string => `"${printable(text.slice(0, 200))}"`;

async function readPath(path: string, known: string | undefined): Promise<TextReading> {
  const { mtimeMs, ctimeMs, size, ino } = await stat(path);
  const version = [mtimeMs, ctimeMs, size, ino].join(' ');
  if (version === known) return 'unchanged';
  if (size > mostSourceBytes) throw new UserError(`it is larger than ${mostSourceBytes / 1_000_000} MB`);
  return { text: new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path)), version };
}

/** Refuses an answer that is no success. */
function checkStatus({ status, headers }: TextAnswer): void {
  if (status >= 300 && status < 400) {
    const place = URL.canParse(headers.location ?? '') ? new URL(headers.location ?? '').origin : 'another path';
    throw new UserError(`it answers with a redirect (${status}) to ${place}, which is not followed`);
  }
  if (status !== 200) throw new UserError(`it answers with status ${status}`);
}

async function readUrl(
  { url, headers }: Extract<SourcePlace, { readonly kind: 'url' }>,
  known: string | undefined,
  signal: AbortSignal,
): Promise<TextReading> {
  const asked = known === undefined ? headers : { ...headers, 'if-none-match': known };
  const answer = await requestText({ url, headers: asked, signal });
  if (answer.status === 304 && known !== undefined) return 'unchanged';
  checkStatus(answer);
  return { text: answer.text, version: answer.headers.etag };
}

/** The SDL in an answer to `{ _service { sdl } }`. */
function sdlOf(text: string): string {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    throw new UserError(`it answers with no JSON: ${quoted(text)}`);
  }
  const { data, errors } = (answer ?? {}) as { data?: { _service?: { sdl?: unknown } }; errors?: unknown };
  const sdl = data?._service?.sdl;
  if (typeof sdl === 'string') return sdl;
  const [first] = Array.isArray(errors) ? (errors as { message?: unknown }[]) : [];
  throw new UserError(
    typeof first?.message === 'string'
      ? `it answers { _service { sdl } } with the error ${quoted(first.message)}`
      : 'its answer to { _service { sdl } } has no SDL',
  );
}

async function readService(
  { url, headers, tls }: Extract<SourcePlace, { readonly kind: 'service' }>,
  signal: AbortSignal,
): Promise<TextReading> {
  const files = await Promise.all(
    Object.entries(tls).map(async ([name, path]) => [name, await readFile(path)] as const),
  );
  const body = JSON.stringify({ query: '{ _service { sdl } }' });
  const answer = await requestText({ url, headers, body, tls: Object.fromEntries(files), signal });
  // GraphQL over HTTP tells errors of the question with 400, and the sentence is in the body.
  if (answer.status !== 400) checkStatus(answer);
  return { text: sdlOf(answer.text), version: undefined };
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'it may not be read',
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was cut off',
  ENOTFOUND: 'the name of its host is not known',
  EAI_AGAIN: 'the name of its host cannot be looked up now',
  ERR_ENCODING_INVALID_ENCODED_DATA: 'it is no text in UTF-8',
};

/** Why a text could not be read, to go on from a colon. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'it failed';
  const { code = '' } = error as NodeJS.ErrnoException;
  if (error instanceof UserError) return error.message;
  if (error.name === 'TimeoutError') return `it did not answer within ${sourceTimeout / 1000} seconds`;
  return reasons[code] ?? printable(error.message);
}

/** A place as sentences name it: what is asked of an address may be a secret. */
function nameOf(place: SourcePlace): string {
  if (place.kind === 'file') return place.path;
  const { origin, pathname } = new URL(place.url);
  return `${origin}${pathname}`;
}

/**
 * Reads a text. Rejects with a `UserError` that names the place and the reason, within ten seconds.
 * @param known the version of the text that is known: of a file when it was changed, of an address its ETag
 */
export async function readSource(
  place: SourcePlace,
  known: string | undefined,
  signal: AbortSignal,
): Promise<TextReading> {
  const within = AbortSignal.any([signal, AbortSignal.timeout(sourceTimeout)]);
  try {
    if (place.kind === 'file') return await readPath(place.path, known);
    return await (place.kind === 'url' ? readUrl(place, known, within) : readService(place, within));
  } catch (error) {
    signal.throwIfAborted();
    throw new UserError(`${nameOf(place)} cannot be read: ${reasonOf(error)}.`);
  }
}
