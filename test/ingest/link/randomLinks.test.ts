import { testRandomLinks } from './randomLinks.js';

// `npm run test:data` takes more.
testRandomLinks([17], 12);
