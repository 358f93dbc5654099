import type { Country } from './Country.js';
import { split } from './split.js';

/** People and companies of Italy. */
export const italy: Country = {
  code: 'IT',
  share: 12,
  vat: 22,
  female: split(`Giulia, Sofia, Aurora, Martina, Chiara, Francesca, Elena, Alessia, Sara, Valentina, Federica, Paola,
    Silvia, Laura, Ginevra, Beatrice, Noemi, Irene, Marta, Lucia`),
  male: split(`Leonardo, Francesco, Alessandro, Lorenzo, Matteo, Andrea, Gabriele, Marco, Luca, Davide, Stefano,
    Giuseppe, Antonio, Paolo, Simone, Federico, Riccardo, Tommaso, Pietro, Nicolò`),
  surnames: split(`Rossi, Russo, Ferrari, Esposito, Bianchi, Romano, Colombo, Ricci, Marino, Greco, Bruno, Gallo, Conti,
    De Luca, Costa, Giordano, Mancini, Rizzo, Lombardi, Moretti, Barbieri, Fontana, Santoro, Mariani, Rinaldi, Caruso`),
  streets: split(`Via Roma #, Via Garibaldi #, Corso Italia #, Via Mazzini #, Viale Europa #, Via Dante #,
    Piazza San Marco #, Via Verdi #, Via dei Mille #, Via Monte Rosa #, Lungolago #, Via Manzoni #`),
  cities: [
    ['Milano', 'Lombardia', '201ab'],
    ['Torino', 'Piemonte', '101ab'],
    ['Bolzano', 'Trentino-Alto Adige', '391ab'],
    ['Verona', 'Veneto', '371ab'],
    ['Bologna', 'Emilia-Romagna', '401ab'],
    ['Roma', 'Lazio', '001ab'],
  ],
  phones: ['+39020'],
  digits: 7,
  companyForm: 'S.r.l.',
};
