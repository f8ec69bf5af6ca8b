import { faultList } from './fault-list.ts';
import type { FaultList } from './fault-list.ts';
import type { PlaceBook } from './places.ts';
import type { Fault } from '../domain/assets.ts';

/** What every loader of one run shares: where faults go, and where lines are remembered. */
export interface Reading {
  readonly all: Fault[];
  readonly places: PlaceBook;
}

export function faultsOf(reading: Reading, file: string): FaultList {
  return faultList(file, reading.all);
}
