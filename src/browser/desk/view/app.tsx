import type { JSX } from 'preact';
import type { DeskModel } from '../model/desk-model.ts';
import { DeskPage } from './desk-page.tsx';
import { JoinPage } from './join-page.tsx';
import { SignInPage } from './sign-in-page.tsx';
import { ModelContext, useDesk } from './use-desk.ts';

export function App({ model }: { readonly model: DeskModel }): JSX.Element {
  return (
    <ModelContext.Provider value={model}>
      <Page model={model} />
    </ModelContext.Provider>
  );
}

function Page({ model }: { readonly model: DeskModel }): JSX.Element {
  const state = useDesk(model);
  if (state.route.view === 'join') return <JoinPage key={state.route.secret} secret={state.route.secret} state={state} />;
  if (state.me === null || state.me === undefined) return <SignInPage state={state} />;
  return <DeskPage state={state} me={state.me} />;
}
