import type { Country } from './Country.js';
import { split } from './split.js';

/** People and companies of Germany. */
export const germany: Country = {
  code: 'DE',
  share: 40,
  vat: 19,
  female: split(`Anna, Lea, Sophie, Marie, Emma, Lena, Hannah, Clara, Johanna, Katharina, Sabine, Petra, Julia, Sarah,
    Laura, Ida, Frieda, Greta, Jana, Nele, Svenja, Ute, Monika, Heike, Christina, Birgit, Franziska, Theresa`),
  male: split(`Paul, Jonas, Felix, Maximilian, Lukas, Leon, Finn, Elias, Jürgen, Thomas, Andreas, Stefan, Michael,
    Matthias, Jan, Tobias, Sebastian, Florian, Moritz, Anton, Karl, Oskar, Henrik, Björn, Uwe, Dirk, Markus, Simon`),
  surnames: split(`Müller, Schmidt, Schneider, Fischer, Weber, Meyer, Wagner, Becker, Schulz, Hoffmann, Schäfer, Koch,
    Bauer, Richter, Klein, Wolf, Schröder, Neumann, Schwarz, Zimmermann, Braun, Krüger, Hofmann, Hartmann, Lange,
    Werner, Krause, Lehmann, Köhler, Huber, Kaiser, Fuchs, Peters, Lang, Scholz, Möller, Weiß, Jung, Hahn, Vogel`),
  streets: split(`Lindenstraße #, Hauptstraße #, Gartenweg #, Bahnhofstraße #, Schillerstraße #, Goethestraße #,
    Am Mühlbach #, Bergstraße #, Kirchgasse #, Rosenweg #, Birkenallee #, Feldstraße #, Ringstraße #, Waldweg #,
    Schulstraße #, Marktplatz #, Uferstraße #, Sonnenhang #`),
  cities: [
    ['Berlin', 'Berlin', '10abc'],
    ['Hamburg', 'Hamburg', '20abc'],
    ['München', 'Bayern', '80abc'],
    ['Köln', 'Nordrhein-Westfalen', '50abc'],
    ['Frankfurt am Main', 'Hessen', '60abc'],
    ['Stuttgart', 'Baden-Württemberg', '70abc'],
    ['Leipzig', 'Sachsen', '041ab'],
    ['Freiburg', 'Baden-Württemberg', '791ab'],
    ['Kempten', 'Bayern', '874ab'],
  ],
  phones: ['+493023125', '+496990009', '+494066969', '+492214710', '+498999998'],
  digits: 3,
  companyForm: 'GmbH',
};
