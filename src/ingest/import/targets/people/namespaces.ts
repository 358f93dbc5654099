/** What the name of a namespace of foreign keys is made of, for JavaScript and PostgreSQL alike. */
export const namespacePattern = '[a-z][a-z0-9_]{0,39}';

/** What the columns of foreign keys begin with; the namespace follows. */
export const foreignKeyPrefix = 'fk_';
