import type { Country } from './Country.js';
import { split } from './split.js';

/** People and companies of France. */
export const france: Country = {
  code: 'FR',
  share: 22,
  vat: 20,
  female: split(`Camille, Léa, Manon, Chloé, Inès, Jade, Louise, Alice, Juliette, Élise, Margaux, Sylvie, Nathalie,
    Isabelle, Céline, Aurélie, Claire, Zoé, Agathe, Pauline, Mathilde, Romane, Anaïs, Lucie`),
  male: split(`Hugo, Louis, Arthur, Jules, Gabriel, Raphaël, Théo, Nathan, Lucas, Antoine, Baptiste, Clément, Julien,
    Nicolas, Olivier, Pierre, François, Mathieu, Rémi, Étienne, Xavier, Quentin, Maxime, Bastien`),
  surnames: split(`Martin, Bernard, Dubois, Thomas, Robert, Richard, Petit, Durand, Leroy, Moreau, Simon, Laurent,
    Lefebvre, Michel, Garcia, David, Bertrand, Roux, Vincent, Fournier, Morel, Girard, André, Lefèvre, Mercier, Dupont,
    Lambert, Bonnet, François, Martinez, Legrand, Garnier, Faure, Rousseau, Blanc, Guérin`),
  streets: split(`# rue de la Paix, # avenue de la République, # rue Victor Hugo, # rue des Lilas, # place du Marché,
    # rue du Moulin, # chemin des Vignes, # rue de la Gare, # boulevard Voltaire, # rue Pasteur, # allée des Tilleuls,
    # rue du Château, # impasse des Roses, # quai de la Loire`),
  cities: [
    ['Paris', 'Île-de-France', '750ab'],
    ['Lyon', 'Auvergne-Rhône-Alpes', '690ab'],
    ['Marseille', "Provence-Alpes-Côte d'Azur", '130ab'],
    ['Grenoble', 'Auvergne-Rhône-Alpes', '380ab'],
    ['Toulouse', 'Occitanie', '310ab'],
    ['Annecy', 'Auvergne-Rhône-Alpes', '740ab'],
    ['Strasbourg', 'Grand Est', '670ab'],
  ],
  phones: ['+3319900', '+3326191', '+3335301', '+3346571', '+3353649', '+3363998'],
  digits: 4,
  companyForm: 'SARL',
};
