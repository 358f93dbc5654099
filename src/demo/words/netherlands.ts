import type { Country } from './Country.js';
import { split } from './split.js';

/** People and companies of the Netherlands. */
export const netherlands: Country = {
  code: 'NL',
  share: 14,
  vat: 21,
  female: split(`Emma, Sanne, Fleur, Lotte, Anouk, Femke, Eva, Julia, Sophie, Noor, Maaike, Marloes, Ingrid, Esther,
    Roos, Saar, Isa, Tess, Liv, Mila, Janneke, Willemijn`),
  male: split(`Daan, Sem, Bram, Thijs, Lars, Jesse, Ruben, Sander, Jeroen, Pieter, Maarten, Koen, Joost, Niels, Wouter,
    Bas, Tijn, Luuk, Gijs, Hidde, Rik, Stijn`),
  surnames: split(`de Jong, Jansen, de Vries, van den Berg, van Dijk, Bakker, Visser, Smit, Meijer, de Boer, Mulder,
    de Groot, Bos, Vos, Peters, Hendriks, van Leeuwen, Dekker, Brouwer, de Wit, Dijkstra, Smits, de Graaf, van der Meer,
    Kok, Jacobs, Vermeulen, van den Heuvel, van der Veen, Willems`),
  streets:
    split(`Kerkstraat #, Dorpsstraat #, Molenweg #, Schoolstraat #, Julianalaan #, Stationsweg #, Beatrixstraat #,
    Nieuwstraat #, Havenkade #, Lindelaan #, Oranjeplein #, Singel #`),
  cities: [
    ['Amsterdam', 'Noord-Holland', '10ab yz'],
    ['Rotterdam', 'Zuid-Holland', '30ab yz'],
    ['Utrecht', 'Utrecht', '35ab yz'],
    ['Eindhoven', 'Noord-Brabant', '56ab yz'],
    ['Arnhem', 'Gelderland', '68ab yz'],
  ],
  phones: ['+31200', '+31100', '+31300'],
  digits: 6,
  companyForm: 'B.V.',
};
