import { split } from './split.js';

/** Each industry with a word that its companies have in their names. */
export const industryWords: readonly (readonly [industry: string, word: string])[] = [
  ['Hospitality', 'Hotels'],
  ['Tourism', 'Travel'],
  ['Construction', 'Bau'],
  ['Logistics', 'Logistics'],
  ['Health care', 'Care'],
  ['Education', 'Academy'],
  ['Forestry and agriculture', 'Forest'],
  ['Energy', 'Energy'],
  ['Software', 'Systems'],
  ['Manufacturing', 'Works'],
  ['Public sector', 'Services'],
  ['Retail', 'Trade'],
];

/** How the names of companies begin. */
export const companyStems =
  split(`Alpina, Bergland, Nordlicht, Silva, Terra, Vento, Lumen, Corvus, Castor, Delta, Fjord,
  Granit, Helios, Isar, Juno, Kompass, Lago, Meridian, Nova, Orion, Pinea, Quadra, Rivera, Sirius, Talwind, Ursa, Vista,
  Westring, Zephyr, Argo, Boreal, Clarus, Dolomit, Edel, Falk, Gamma, Horizont, Iris, Kanto, Linden`);
