/** What `facet bi` is told. */
export interface BiOptions {
  readonly role?: string;
  readonly revoke?: boolean;
  readonly list?: boolean;
  readonly refresh?: boolean;
  readonly port: number;
  readonly dryRun?: boolean;
}
