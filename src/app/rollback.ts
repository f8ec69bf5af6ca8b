/** Unwinds a transaction on purpose. `moved`: run the turn again; `dropped`: its cause is gone. */
export class Rollback extends Error {
  readonly outcome: 'moved' | 'dropped';

  constructor(outcome: 'moved' | 'dropped') {
    super(`turn ${outcome}`);
    this.name = 'Rollback';
    this.outcome = outcome;
  }
}
