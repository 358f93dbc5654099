/** What stands behind a `Visit`: its customer, and those columns that are asked for, under their GraphQL names. */
export interface VisitRow {
  readonly customerId: string;
  readonly day: string;
  /** ISO 8601 in UTC. */
  readonly startedAt: string;
  readonly endedAt: string;
  readonly events: number;
  readonly pageViews: number;
  readonly landingPage: string | null;
  readonly exitPage: string | null;
  readonly referrer: string | null;
  readonly source: string | null;
  readonly medium: string | null;
  readonly campaign: string | null;
  readonly term: string | null;
  readonly content: string | null;
  readonly clickIdType: string | null;
  readonly clickId: string | null;
  readonly channelGroup: string | null;
  readonly device: string | null;
  readonly browser: string | null;
  /** With the character U+001F between them. */
  readonly pages: string | null;
}

/** A visit with its place in the order of visits, as PostgreSQL prints it. */
export interface PlacedVisit extends VisitRow {
  readonly _at: string;
  readonly _key: string;
}

/** A column of a `VisitRow`. */
export type VisitColumn = keyof VisitRow;

/** Where each comes from, of `facet.activity_visits`. */
export const columnsOfVisits: Readonly<Record<VisitColumn, string>> = {
  customerId: 'customer_id',
  day: 'day',
  startedAt: 'started_at',
  endedAt: 'ended_at',
  events: 'events',
  pageViews: 'page_views',
  landingPage: 'landing_page',
  exitPage: 'exit_page',
  referrer: 'referrer',
  source: 'source',
  medium: 'medium',
  campaign: 'campaign',
  term: 'term',
  content: 'content',
  clickIdType: 'click_id_type',
  clickId: 'click_id',
  channelGroup: 'channel',
  device: 'device',
  browser: 'browser',
  pages: 'pages',
};

/** The pages of a visit, none where nothing was viewed; null where they are not kept. */
export const pagesOf = ({ pages }: Pick<VisitRow, 'pages'>): readonly string[] | null => {
  if (pages === null) return null;
  return pages === '' ? [] : pages.split('\u001f');
};
