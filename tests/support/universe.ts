export { seededUniverse } from '../../src/system/seeded-universe.ts';
export type { SeededUniverse } from '../../src/system/seeded-universe.ts';
