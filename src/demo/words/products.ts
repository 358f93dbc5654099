import { cells, split } from './split.js';

// Department | category | subcategory | kind | lowest and highest price in euros
const table = `
  Wear      | Jackets       | Rain jackets     | Rain Jacket      | 79  | 289
  Wear      | Jackets       | Rain jackets     | Storm Parka      | 149 | 379
  Wear      | Jackets       | Insulation       | Down Jacket      | 129 | 349
  Wear      | Jackets       | Insulation       | Fleece Jacket    | 49  | 139
  Wear      | Base layers   | Merino           | Merino Shirt     | 39  | 89
  Wear      | Base layers   | Merino           | Merino Tights    | 45  | 95
  Wear      | Trousers      | Hiking trousers  | Trek Trousers    | 59  | 159
  Wear      | Trousers      | Hiking trousers  | Zip-off Trousers | 69  | 129
  Wear      | Trousers      | Shorts           | Trail Shorts     | 29  | 79
  Wear      | Accessories   | Socks            | Hiking Socks     | 9   | 27
  Wear      | Accessories   | Socks            | Running Socks    | 8   | 19
  Wear      | Accessories   | Headwear         | Beanie           | 14  | 39
  Wear      | Accessories   | Headwear         | Sun Cap          | 17  | 35
  Footwear  | Hiking boots  | Mid              | Trek Boot        | 129 | 289
  Footwear  | Hiking boots  | Mid              | Light Hiker      | 99  | 189
  Footwear  | Running shoes | Trail            | Trail Runner     | 89  | 179
  Footwear  | Running shoes | Trail            | Mountain Racer   | 119 | 199
  Footwear  | Running shoes | Road             | Road Runner      | 79  | 169
  Footwear  | Sandals       | Trekking sandals | River Sandal     | 49  | 109
  Equipment | Backpacks     | Day packs        | Day Pack 22      | 59  | 129
  Equipment | Backpacks     | Day packs        | Commuter Pack    | 69  | 149
  Equipment | Backpacks     | Trekking packs   | Trekking Pack 55 | 149 | 289
  Equipment | Camping       | Tents            | Dome Tent 2      | 149 | 449
  Equipment | Camping       | Tents            | Tunnel Tent 4    | 299 | 799
  Equipment | Camping       | Sleeping         | Sleeping Bag     | 79  | 349
  Equipment | Camping       | Sleeping         | Sleeping Mat     | 29  | 159
  Equipment | Camping       | Kitchen          | Gas Stove        | 29  | 119
  Equipment | Camping       | Kitchen          | Cook Set         | 25  | 89
  Equipment | Camping       | Kitchen          | Vacuum Bottle    | 15  | 39
  Equipment | Climbing      | Hardware         | Harness          | 49  | 119
  Equipment | Climbing      | Hardware         | Quickdraw Set    | 59  | 119
  Equipment | Climbing      | Hardware         | Helmet           | 49  | 109
  Equipment | Climbing      | Ropes            | Single Rope 60   | 119 | 229
  Equipment | Hiking        | Lamps            | Head Lamp        | 19  | 99
  Equipment | Hiking        | Poles            | Trekking Poles   | 39  | 149
  Bike      | Bike wear     | Shorts           | Bib Shorts       | 49  | 149
  Bike      | Bike parts    | Lights           | Light Set        | 25  | 119
  Bike      | Bike bags     | Bags             | Pannier Pair     | 79  | 169
  Bike      | Bike bags     | Bags             | Handlebar Bag    | 45  | 109
  Winter    | Ski touring   | Skins            | Touring Skins    | 99  | 179
  Winter    | Snowshoes     | Snowshoes        | Snowshoes        | 99  | 249
`;

/** Every kind of product with its place in the catalogue and its prices in whole euros. */
export const productKinds = cells(table).map(([department, category, subcategory, kind, low, high]) => ({
  department,
  category,
  subcategory,
  kind,
  low: Number(low),
  high: Number(high),
}));

/** How many products there are of each kind. */
export const PRODUCTS_PER_KIND = 7;

/** Made-up brands, one before the name of each product. */
export const productBrands = split(
  'Kestrel & Pine, Tarnway, Alpenglut, Fellstep, Ventorre, Lumora, Cairnwick, Sturmholm',
);

/** Series, of which one is in the name of each product. */
export const productSeries = split('Classic, Light, Pro, Eco, Tour, Ridge, Nomad, Summit, Creek, Polar');

/** Colours that products come in. */
export const productColours = split('black, slate, moss, ocean, rust, sand, berry, sun yellow');
