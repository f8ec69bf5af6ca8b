import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { DeskModel } from '../model/desk-model.ts';
import type { DeskState } from '../model/desk-state.ts';

/** Set once by the app; no view stands outside it. */
export const ModelContext = createContext<DeskModel | null>(null);

export function useModel(): DeskModel {
  const model = useContext(ModelContext);
  if (model === null) throw new Error('A view of the desk stands outside the app.');
  return model;
}

/** The desk's state; the view is drawn again when it changes. */
export function useDesk({ store }: DeskModel): DeskState {
  const [state, setState] = useState(store.get());
  useEffect(() => {
    setState(store.get());
    return store.watch(() => setState(store.get()));
  }, [store]);
  return state;
}
