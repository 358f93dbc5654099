import { createHash } from 'node:crypto';
import type { WebhookConfig } from '../../../config.js';
import { packageVersion } from '../../../lib/process/packageRoot.js';
import { printable } from '../../../lib/text/printable.js';
import type { OutgoingRow } from '../../OutgoingColumn.js';
import type { Destination, HandedBatch, TakenBatch } from '../Destination.js';
import { HandOverFailure } from '../HandOverFailure.js';
import { jsonRow } from '../formats/jsonRow.js';
import { closeAgents, createAgents } from '../http/agents.js';
import { retryAfter } from '../http/retryAfter.js';
import { sendRequest, type RequestLimits } from '../http/sendRequest.js';
import { rejectedRows } from './rejectedRows.js';
import { signatureHeaders } from './signature.js';

/** What is needed beside the config. */
interface WebhookNeeds {
  readonly secret: Buffer;
  readonly now: () => Date;
  readonly ca?: string | undefined;
}

/** Bytes of an answer: as many as take the reasons of all rows. */
const mostBytes = (batchRows: number): number => 65_536 + batchRows * 1024;

/** Of an answer that is none of success, as it is repeated. */
const longestExcerpt = 200;

/** Not now, but later: the receiver is busy, away, or still at the same batch. */
const mayPass = (status: number): boolean => status >= 500 || [408, 409, 425, 429].includes(status);

/** The receiver cannot take what this batch holds. */
const isOfBatch = (status: number): boolean => [400, 413, 422].includes(status);

async function rowsOf({ pages }: HandedBatch): Promise<OutgoingRow[]> {
  const all: OutgoingRow[] = [];
  for await (const rows of pages()) all.push(...rows);
  return all;
}

/** The same bytes with every attempt. */
function bodyOf({ part, batchNumber }: HandedBatch, rows: readonly OutgoingRow[]): Buffer {
  const { deliveryId, day, campaignId, campaignName, subAudienceId, treatmentId, columns } = part;
  const about = { deliveryId, day, campaignId, campaignName, subAudienceId, treatmentId, batchNumber };
  const written = rows.map((row) => jsonRow(columns, row)).join(',');
  return Buffer.from(`${JSON.stringify(about).slice(0, -1)},"rows":[${written}]}`);
}

interface Way {
  readonly url: URL;
  /** Without path and query, which may hold a secret. */
  readonly location: string;
  readonly limits: Omit<RequestLimits, 'signal'>;
}

/** What was said, without what the address may hold of secrets. */
function excerptOf(body: Buffer, { pathname, search }: URL): string | undefined {
  const said = [pathname + search, search, pathname]
    .filter((part) => part.length > 1)
    .reduce((text, part) => text.replaceAll(part, '…'), body.toString('utf8'));
  return printable(said.slice(0, longestExcerpt)).trim() || undefined;
}

function refusal({ url }: Way, status: number, body: Buffer, wait: number | undefined): HandOverFailure {
  if (status >= 300 && status < 400)
    return new HandOverFailure(`answered with a redirect (HTTP ${status}), which is not followed`);
  return new HandOverFailure(`answered with HTTP ${status}`, {
    mayPass: mayPass(status),
    isOfBatch: isOfBatch(status),
    retryAfter: wait,
    detail: excerptOf(body, url),
  });
}

async function send(way: Way, batch: HandedBatch, needs: WebhookNeeds, signal: AbortSignal): Promise<TakenBatch> {
  const { secret, now } = needs;
  const rows = await rowsOf(batch);
  const body = bodyOf(batch, rows);
  const timestamp = Math.floor(now().getTime() / 1000);
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': `facet/${packageVersion}`,
    'idempotency-key': batch.idempotencyKey,
    ...signatureHeaders(secret, { id: batch.idempotencyKey, timestamp, body }),
  };
  const answer = await sendRequest({ url: way.url, method: 'POST', headers, body }, { ...way.limits, signal });
  const { status } = answer;
  if (status < 200 || status >= 300)
    throw refusal(way, status, answer.body, retryAfter(answer.headers['retry-after'], now()));
  return {
    location: way.location,
    bytes: body.byteLength,
    contentHash: createHash('sha256').update(body).digest('hex'),
    response: `HTTP ${status}`,
    rejected: rejectedRows(answer.body, answer.headers['content-type'] ?? '', rows.length),
  };
}

/** An address that gets each part in batches of JSON, signed. */
export function webhookDestination(config: WebhookConfig, needs: WebhookNeeds): Destination {
  const { allowPrivate, attempts, batchRows, timeoutSeconds } = config;
  const url = new URL(config.url);
  const agents = createAgents({ allowPrivate, ca: needs.ca });
  const limits = { agents, timeout: timeoutSeconds * 1000, mostBytes: mostBytes(batchRows) };
  const way = { url, location: url.origin, limits };
  return {
    batchRows,
    attempts,
    send: (batch, signal) => send(way, batch, needs, signal),
    close: () => closeAgents(agents),
  };
}
