import { sql, type SQL } from 'drizzle-orm';
import { identifier } from '../db/sql.js';
import { ConsentChannel } from '../words/contactChannels.js';

/** A table of consent, and how its addresses or numbers are compared. */
export interface ConsentTable {
  readonly table: 'email_opt_status' | 'sms_opt_status';
  readonly column: 'email' | 'phone';
  readonly flag: string;
  readonly program: string;
  readonly compared: (column: SQL) => SQL;
}

/** The table of each thing that consent is kept for. */
export const consentTables: Readonly<Record<ConsentChannel, ConsentTable>> = {
  [ConsentChannel.EMAIL]: {
    table: 'email_opt_status',
    column: 'email',
    flag: 'is_email_opted_in',
    program: 'email_program',
    compared: (email) => sql`lower(${email})`,
  },
  /** Phone numbers are compared by their digits alone; what has none is equal to nothing. */
  [ConsentChannel.SMS]: {
    table: 'sms_opt_status',
    column: 'phone',
    flag: 'is_sms_opted_in',
    program: 'sms_program',
    compared: (phone) => sql`nullif(regexp_replace(${phone}, '\\D', '', 'g'), '')`,
  },
};

/** Where consent is read from: the tables, as they stand behind `from`. */
export interface ConsentSources {
  readonly customers: SQL;
  readonly consent: SQL;
}

/**
 * SQL of rows `(customer_id, opted_in, brand, region, program)`: what customers said of the address or number that they have now. Of
 * a row of the customer and one that names none, of the same programme, the former counts.
 */
function programmes({ column, flag, program, compared }: ConsentTable, { customers, consent }: ConsentSources): SQL {
  const own = identifier(column);
  const current = sql`(select customer_id, ${compared(own)} as compared from ${customers}) as k`;
  const [optedIn, of] = [identifier(flag), identifier(program)];
  return sql`
      select customer_id, brand, region, program,
        coalesce(bool_or(opted_in) filter (where is_own), bool_or(opted_in)) as opted_in
      from (
        select o.customer_id, o.brand, o.region, o.${of} as program, true as is_own, o.${optedIn} as opted_in
        from ${consent} as o join ${current} on k.customer_id = o.customer_id and k.compared = ${compared(sql`o.${own}`)}
        where o.customer_id <> ''
        union all
        select k.customer_id, a.brand, a.region, a.program, false, a.opted_in
        from ${current} join (
          select ${compared(own)} as compared, brand, region, ${of} as program, bool_or(${optedIn}) as opted_in
          from ${consent} as o where customer_id = '' group by 1, 2, 3, 4
        ) as a on a.compared = k.compared
      ) as said group by customer_id, brand, region, program`;
}

/** SQL of rows `(customer_id, opted_in)`: whether any of the programmes that fit a condition has the customer's consent. */
export const consentRows = (table: ConsentTable, sources: ConsentSources, condition: SQL = sql`true`): SQL => sql`
    select customer_id, bool_or(opted_in) as opted_in
    from (${programmes(table, sources)}) as programmes where ${condition} group by customer_id`;

/**
 * SQL of rows `(customer_id)`: whose consent any of the programmes that fit a condition has, each as often as there are such. The same
 * as `consentRows` says, but without putting programmes together: they are told by a row of consent.
 */
export function consentingRows(
  { column, flag, program, compared }: ConsentTable,
  { customers, consent }: ConsentSources,
  condition: SQL = sql`true`,
): SQL {
  const [own, optedIn, of] = [identifier(column), identifier(flag), identifier(program)];
  const current = sql`(select customer_id, ${compared(own)} as compared from ${customers}) as k`;
  const said = sql`(
    select customer_id, ${compared(own)} as compared, brand, region, ${of} as program, ${optedIn} as opted_in from ${consent})`;
  return sql`
    select o.customer_id from ${said} as o join ${current} on k.customer_id = o.customer_id and k.compared = o.compared
    where o.customer_id <> '' and o.opted_in and ${condition}
    union all
    select k.customer_id from ${current} join ${said} as o on o.compared = k.compared
    where o.customer_id = '' and o.opted_in and ${condition} and not exists (
      select 1 from ${said} as s where s.customer_id = k.customer_id and s.compared = k.compared
        and s.brand = o.brand and s.region = o.region and s.program = o.program)`;
}
