import { expect, test } from 'vitest';
import { conversationAddress, handoffOf, personAddress, readRoute } from '../../../src/browser/desk/model/route.ts';

const cases = [
  { pathname: '/desk', hash: '', route: { view: 'queue' } },
  { pathname: '/desk/', hash: '#/', route: { view: 'queue' } },
  { pathname: '/desk', hash: '#/people', route: { view: 'people' } },
  { pathname: '/desk', hash: '#/c/0189-ab', route: { view: 'conversation', handoffId: '0189-ab' } },
  { pathname: '/desk', hash: '#/c/0189-ab/person', route: { view: 'person', handoffId: '0189-ab' } },
  { pathname: '/desk', hash: '#/c/<b>', route: { view: 'queue' } },
  { pathname: '/desk', hash: '#/c/../../people', route: { view: 'queue' } },
  { pathname: '/desk/join', hash: '#a-secret', route: { view: 'join', secret: 'a-secret' } },
  { pathname: '/desk/join/', hash: '', route: { view: 'join', secret: '' } },
] as const;

test.each(cases)('$pathname$hash leads to $route.view', ({ pathname, hash, route }) => {
  expect(readRoute({ pathname, hash })).toEqual(route);
});

test('the addresses that are linked lead back to where they were made for', () => {
  for (const address of [conversationAddress('0189-ab'), personAddress('0189-ab')]) {
    expect(handoffOf(readRoute({ pathname: '/desk', hash: address }))).toBe('0189-ab');
  }
});
