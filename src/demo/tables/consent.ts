import { NAMED_CUSTOMER, type DemoRun } from '../DemoRun.js';

/**
 * Writes `email_opt_status` and `sms_opt_status` from `demo_people`: half of them were asked whether they want the newsletter, and most
 * of these do; fewer were asked for text messages. The outlet asks for itself. Gives the number of rows.
 */
export async function insertConsent({ client, loadId, lastDay, timeZone }: DemoRun): Promise<number> {
  await client`
    create temp table demo_consent on commit drop as
    select customer_id, email, phone, country, brand, case country when 'AT' then 'de' else lower(country) end as language,
      pg_temp.draw(a, 1) as asked, pg_temp.draw(a, 2) as answered,
      (greatest(since, ${lastDay}::date - pg_temp.pick(a, 3, 700)) + time '10:00') at time zone ${timeZone} as told_at
    from (
      select *, pg_temp.chance('consent/' || i || '/' || brand) as a
      from demo_people cross join (values ('Nordhang'), ('Nordhang Outlet')) as asking (brand) offset 0
    ) as person
    where i > 0 or brand = 'Nordhang'`;
  const mails = await client`
    insert into facet.email_opt_status (customer_id, email, brand, region, email_program, is_email_opted_in, email_frequency,
      language_preference, update_dt, load_id)
    select customer_id, email, brand, country, 'newsletter', customer_id = ${NAMED_CUSTOMER} or answered < 0.8,
      case when answered < 0.8 then case when answered < 0.5 then 'weekly' else 'monthly' end end,
      language, told_at, ${loadId}::bigint
    from demo_consent where customer_id = ${NAMED_CUSTOMER} or asked < case brand when 'Nordhang' then 0.5 else 0.1 end
    order by customer_id`;
  const texts = await client`
    insert into facet.sms_opt_status (customer_id, phone, brand, region, sms_program, is_sms_opted_in, language_preference,
      update_dt, load_id)
    select customer_id, phone, brand, country, 'offers', answered < 0.4, language, told_at, ${loadId}::bigint
    from demo_consent where brand = 'Nordhang' and asked < 0.2
    order by customer_id`;
  return mails.count + texts.count;
}
