import { createHash } from 'node:crypto';
import type { Destination, HandedBatch, TakenBatch } from '../Destination.js';
import type { OutgoingFormat } from '../formats/OutgoingFormat.js';
import type { OpenSink } from './Sink.js';

interface FilePlace {
  readonly open: OpenSink;
  readonly format: OutgoingFormat;
  readonly attempts: number;
  readonly close?: () => void;
}

/** The folder of a delivery: by day, and never that of another delivery. */
const folderOf = ({ part: { day, deliveryId } }: HandedBatch): string => `${day}_${deliveryId}`;

/** The first file of a part has its name; what is sent again of it, its number too. */
const nameOf = ({ part: { name }, batchNumber }: HandedBatch, extension: string): string =>
  `${name}${batchNumber === 1 ? '' : `_${batchNumber}`}.${extension}`;

async function write({ open, format }: FilePlace, batch: HandedBatch, signal: AbortSignal): Promise<TakenBatch> {
  const { idempotencyKey, part, pages } = batch;
  const path = [folderOf(batch), nameOf(batch, format.extension)] as const;
  const sink = await open({ path, contentType: format.contentType, idempotencyKey }, signal);
  const hash = createHash('sha256');
  let written = 0;
  try {
    await format.write(part.columns, pages(), async (bytes) => {
      signal.throwIfAborted();
      hash.update(bytes);
      written += bytes.byteLength;
      await sink.write(bytes);
    });
    await sink.finish();
  } catch (error) {
    await sink.abandon().catch(() => {});
    throw error;
  }
  const contentHash = hash.digest('hex');
  return { location: sink.location, bytes: written, contentHash, response: 'written', rejected: [] };
}

/** A destination that gets each part as one file. */
export const fileDestination = (place: FilePlace): Destination => ({
  batchRows: null,
  attempts: place.attempts,
  send: (batch, signal) => write(place, batch, signal),
  close: () => place.close?.(),
});
