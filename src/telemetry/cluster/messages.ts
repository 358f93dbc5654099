import { isJsonObject } from '../../lib/checks/isJsonObject.js';

/** A metric of a worker, as the library writes it out. */
export interface WorkerMetric {
  readonly type: string;
  readonly aggregator: string;
  readonly values: readonly { readonly labels: Readonly<Record<string, string | number>>; readonly value: number }[];
}

/** The metrics of a worker. */
export type WorkerMetrics = readonly WorkerMetric[];

/** What a worker says that can be asked: others, such as one that only makes runs, are not. */
export interface ScrapeHello {
  readonly type: 'facet:metrics!';
}

/** What the primary asks its workers for. */
export interface ScrapeQuestion {
  readonly type: 'facet:metrics?';
  readonly id: number;
}

/** What a worker answers. */
export interface ScrapeReply {
  readonly type: 'facet:metrics';
  readonly id: number;
  readonly metrics: WorkerMetrics;
}

const isOf = (message: unknown, type: string): boolean => isJsonObject(message) && message['type'] === type;

/** Whether a message between processes says that its sender can be asked for metrics. */
export const isScrapeHello = (message: unknown): message is ScrapeHello => isOf(message, 'facet:metrics!');

/** Whether a message between processes asks for metrics. */
export const isScrapeQuestion = (message: unknown): message is ScrapeQuestion => isOf(message, 'facet:metrics?');

/** Whether a message between processes brings them. */
export const isScrapeReply = (message: unknown): message is ScrapeReply => isOf(message, 'facet:metrics');
