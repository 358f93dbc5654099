/** Where a PostgreSQL database is: a URL, or the unix socket of an embedded server. */
export type DatabaseTarget =
  | { readonly kind: 'url'; readonly url: string }
  | {
      readonly kind: 'socket';
      /** Folder of the unix socket (`.s.PGSQL.5432` lies in it). */
      readonly socketDir: string;
      readonly user: string;
      readonly password: string;
      readonly database: string;
    };
