import { expect, test } from 'vitest';
import { nearestCountry } from '../../src/domain/nearest-country.ts';

test.each([
  ['Prato', 43.88, 11.1, 'it'],
  ['Trieste', 45.65, 13.77, 'it'],
  ['Koper', 45.55, 13.73, 'si'],
  ['Dortmund', 51.51, 7.47, 'de'],
  ['Šibenik', 43.73, 15.9, 'hr'],
  ['Eger', 47.9, 20.37, 'hu'],
  ['Vienna', 48.21, 16.37, null],
  ['Kyiv', 50.45, 30.52, null],
  ['the sea', 40, 5, null],
])('%s lies in the right country', (_town, latitude, longitude, country) => {
  expect(nearestCountry(latitude, longitude)).toBe(country);
});
