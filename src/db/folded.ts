import { sql, type SQL } from 'drizzle-orm';

/** A text as it is compared where neither case nor accents count, in the form that indexes know; bytes decide its order. */
export const folded = (text: SQL): SQL => sql`(facet.folded(${text}) collate "C")`;

/** A text, which is bound unless it is SQL, folded as it stands, for a pattern of `like`. */
export const foldedLiterally = (text: string | SQL): SQL => sql`facet.folded_literally(${text}::text)`;

/** Whether a folded text has another in it, which is bound unless it is SQL, and folded for it. */
export const hasFolded = (text: SQL, part: string | SQL): SQL =>
  sql`${text} like '%' || ${foldedLiterally(part)} || '%'`;
