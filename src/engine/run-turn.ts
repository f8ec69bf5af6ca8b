import type { Assets } from '../domain/assets.ts';
import type { Engine } from '../domain/engine.ts';
import type { Knowledge } from '../domain/knowledge.ts';
import type { TurnContext, TurnInput, TurnResult } from '../domain/turn.ts';
import type { Draft, Tools } from './draft.ts';
import { createDraft, setVars } from './draft.ts';
import { happen } from './happen.ts';
import { hearEvent } from './hear-event.ts';
import { createLexicon } from './lexicon.ts';
import { createPhrases } from './phrase.ts';
import { readMessage } from './read-message.ts';
import { recoverFrames } from './recover.ts';
import { offeredAfter, renderReplies } from './render.ts';

/** The engine over one set of assets; a reload makes a new one. */
export function createEngine(assets: Assets, knowledge: Knowledge): Engine {
  const phrases = createPhrases(assets);
  const tools: Tools = { assets, knowledge, phrases, lexicon: createLexicon(assets, phrases) };
  return { run: (input, context) => runTurn(tools, input, context) };
}

function runTurn(tools: Tools, input: TurnInput, context: TurnContext): TurnResult {
  const draft = createDraft(tools, context);
  const lost = recoverFrames(draft);
  if (input.type === 'happening') happen(draft, input.trigger, input.values);
  else if (input.activity.type === 'message') readMessage(draft, input.activity, lost);
  else if (input.activity.type === 'event') hearEvent(draft, input.activity);
  return finish(draft);
}

function finish(draft: Draft): TurnResult {
  // From here on these dialogs wait for the mentor to be done.
  if (draft.effects.some(({ type }) => type === 'open-handoff')) setVars(draft, { suspended: draft.state.stack.length });
  return {
    state: { ...draft.state, offered: offeredAfter(draft) },
    effects: draft.effects,
    replies: renderReplies(draft),
    outcome: draft.outcome,
    faults: draft.faults,
  };
}
