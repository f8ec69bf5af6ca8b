import type { Desk } from '../ports/desk.ts';
import { claimHandoff, closeHandoff, releaseHandoff } from './desk-changes.ts';
import type { DeskParts } from './desk-parts.ts';
import { fileForMentor, sendFileAsMentor } from './desk-files.ts';
import { noteAsMentor, sayAsMentor } from './desk-speech.ts';
import { loadCase, loadQueue } from './desk-views.ts';

/** What mentors see and do. Every change is one commit against the version the mentor saw. */
export function createDesk(parts: DeskParts): Desk {
  const { store, live } = parts;
  const open: Desk['open'] = (mentor, handoffId) => store.read((tables) => loadCase(tables, mentor, handoffId));
  return {
    open,
    queue: (mentor) => store.read((tables) => loadQueue(tables, mentor)),
    claim: async (mentor, handoffId, version) => {
      await claimHandoff(parts, mentor, handoffId, version);
      return open(mentor, handoffId);
    },
    close: (mentor, handoffId, version) => closeHandoff(parts, mentor, handoffId, version),
    release: (mentor, handoffId, version) => releaseHandoff(parts, mentor, handoffId, version),
    answer: (mentor, handoffId, text, key) => sayAsMentor(parts, mentor, handoffId, { text }, key),
    file: (mentor, handoffId, mediaId) => fileForMentor(parts, mentor, handoffId, mediaId),
    sendFile: (mentor, handoffId, file, key) => sendFileAsMentor(parts, mentor, handoffId, file, key),
    note: (mentor, handoffId, text) => noteAsMentor(parts, mentor, handoffId, text),
    channels: (mentor) => parts.channelStates.list(mentor.role === 'administrator'),
    watch: live.watchDesk,
  };
}
