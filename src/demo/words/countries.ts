import type { Country } from './Country.js';
import { france } from './france.js';
import { germany } from './germany.js';
import { italy } from './italy.js';
import { netherlands } from './netherlands.js';

const austria: Country = {
  ...germany,
  code: 'AT',
  share: 12,
  vat: 20,
  cities: [
    ['Wien', 'Wien', '1ab0'],
    ['Graz', 'Steiermark', '80a0'],
    ['Linz', 'Oberösterreich', '40a0'],
    ['Salzburg', 'Salzburg', '50a0'],
    ['Innsbruck', 'Tirol', '60a0'],
  ],
  phones: ['+4310'],
  digits: 6,
};

/** The countries of customers. */
export const countries: readonly Country[] = [germany, france, netherlands, austria, italy];
