import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { csv, faults } from '../campaignFiles.js';
import { counts, importFixture, type ImportFixture } from '../importFixture.js';

let fixture: ImportFixture;
beforeAll(async () => {
  fixture = await importFixture();
});
afterAll(() => fixture.drop());

const emails = {
  file: 'emails.csv',
  target: 'email_opt_status',
  columns: { customer_id: 'customer', email: 'address', email_program: 'programme', is_email_opted_in: 'wanted' },
};
const messages = {
  file: 'messages.csv',
  target: 'sms_opt_status',
  columns: { customer_id: 'customer', phone: 'number', is_sms_opted_in: 'wanted' },
};
const stored = () =>
  fixture.client
    .unsafe(
      'select customer_id, email, brand, email_program, is_email_opted_in from facet.email_opt_status order by 1, 4',
    )
    .values();

test('consent is kept per address and programme; a newer file changes it', async () => {
  await fixture.write('messages.csv', csv('customer,number,wanted', 'A,+33 6 12,yes', 'A,+33 6 12,no'));
  await fixture.write(
    'emails.csv',
    csv(
      'customer,address,programme,wanted',
      'A,a@x.example,news,true',
      'A,a@x.example,,false',
      'B,,news,true',
      ',c@x.example,,true',
      'D,d@x.example,,perhaps',
    ),
  );
  const { files } = await fixture.run([emails, messages]);
  // Of the two rows of one number the last counts.
  expect(files.map((file) => [file.target, ...counts(file), file.rowsSuperseded])).toEqual([
    ['email_opt_status', 5, 3, 2, 0],
    ['sms_opt_status', 2, 1, 0, 1],
  ]);
  expect(faults(files[0])).toEqual([
    '4 address:  is empty, and email must be known',
    expect.stringMatching(/^6 wanted: perhaps /),
  ]);
  expect([...(await stored())]).toEqual([
    // Whoever has the address.
    ['', 'c@x.example', '', '', true],
    ['A', 'a@x.example', '', '', false],
    ['A', 'a@x.example', '', 'news', true],
  ]);
  await fixture.write('emails.csv', csv('customer,address,programme,wanted', 'A,a@x.example,news,false'));
  expect(counts((await fixture.run([emails])).files[0])).toEqual([1, 1, 0]);
  expect([...(await stored())].at(-1)).toEqual(['A', 'a@x.example', '', 'news', false]);
  expect([...(await fixture.client`select is_sms_opted_in as wanted from facet.sms_opt_status`)]).toEqual([
    { wanted: false },
  ]);
});
