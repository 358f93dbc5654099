import type { Sql } from '../db/client.js';

/** What every part of the generator works with. Days are `YYYY-MM-DD`. */
export interface DemoRun {
  /** A connection in a transaction; temporary tables `demo_…` carry what parts know of each other. */
  readonly client: Sql;
  readonly loadId: string;
  readonly customers: number;
  readonly lastDay: string;
  /** The first day with orders. */
  readonly firstOrderDay: string;
  /** The first day with page views. */
  readonly firstVisitDay: string;
  /** IANA zone of all days. */
  readonly timeZone: string;
  /** ISO 4217 code of all money. */
  readonly currency: string;
  /** The application that metrics are kept for. */
  readonly app: string;
  readonly orderDiscount: 'max' | 'sum';
}

/** The customer that the documentation's examples ask for. */
export const NAMED_CUSTOMER = '1111113001034507';
