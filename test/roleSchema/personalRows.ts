import { addRows } from '../subgraphs/campaigns/sampleCampaigns.js';
import type { TestDatabase } from '../support/database.js';

/** What must not come out where it is not to be read: each is found nowhere else. */
export const secrets = {
  title: 'Professorin',
  givenName: 'Wilhelmina',
  surname: 'Quackenbush',
  fullName: 'Wilhelmina Quackenbush',
  email: 'wilhelmina@quackenbush.example',
  phone: '+49 30 7654321',
  line1: 'Nebelhornstrasse 17',
  city: 'Oberammergau',
  birthdate: '1980-02-29',
  gender: 'femininum',
  company: 'Zwirbel & Soehne',
  loyaltyId: 'LOYAL-4711',
  recordKey: 'pk-90210',
} as const;

/** One customer `A` with a source record, an identifier and an order, all of whose personal values are known. */
export async function addPersonalRows(database: TestDatabase): Promise<void> {
  const { email, phone, city, birthdate, gender, company, title, surname } = secrets;
  const named = { title, surname, given_name: secrets.givenName, full_name: secrets.fullName };
  const row = { customer_id: 'A', ...named, email, phone, city, birthdate, gender, company, load_id: 0 };
  await addRows(database, 'customers', [
    { ...row, address: secrets.line1, loyalty_id: secrets.loyaltyId, email_completion: 1, source_records: 1 },
  ]);
  await addRows(database, 'unified_customers', [
    {
      ...row,
      datasource: 'shop',
      pk: secrets.recordKey,
      priority: 1,
      address: secrets.line1,
      loyalty_id: secrets.loyaltyId,
    },
  ]);
  await addRows(database, 'customer_identifiers', [{ customer_id: 'A', system: 'email', value: email, load_id: 0 }]);
}
