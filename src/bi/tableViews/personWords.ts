import { PiiClass } from '../../words/piiClasses.js';
import type { DescribedColumns } from './tableView.js';

const { IDENTITY, CONTACT, LOCATION, DEMOGRAPHIC } = PiiClass;

/** What a source record and a customer both say of a person. */
export const personWords: DescribedColumns = {
  title: { says: 'Title, such as Mr or Dr.', pii: IDENTITY },
  given_name: { says: 'First name.', pii: IDENTITY },
  surname: { says: 'Last name.', pii: IDENTITY },
  full_name: { says: 'Name as it is written in full.', pii: IDENTITY },
  generational_suffix: { says: 'Suffix of the name, such as Jr or III.', pii: IDENTITY },
  email: { says: 'E-mail address.', pii: CONTACT },
  phone: { says: 'Phone number.', pii: CONTACT },
  address: { says: 'Street line of where the person lives.', pii: LOCATION },
  address2: { says: 'Second line of the address.', pii: LOCATION },
  city: { says: 'City of residence.', pii: LOCATION },
  state: { says: 'State or province of residence.', pii: LOCATION },
  postal: { says: 'Postal code.', pii: LOCATION },
  country: { says: 'Country of residence.', pii: LOCATION },
  birthdate: { says: 'Date of birth.', pii: IDENTITY },
  gender: { says: 'Gender.', pii: DEMOGRAPHIC },
  company: { says: 'Employer or own business.', pii: IDENTITY },
  loyalty_id: { says: 'Number in the loyalty programme.', pii: IDENTITY },
  account_id: 'Account that the person buys for.',
};
