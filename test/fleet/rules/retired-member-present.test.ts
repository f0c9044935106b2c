import { expect, test } from '@jest/globals';
import { messages } from './model-builder';
import { retiredMemberPresent } from '../../../lib/fleet/rules/retired-member-present';

test('passes: a retired cluster that is gone', () => {
  expect(messages(retiredMemberPresent, { clusters: { us: {} }, retired: ['eu'] })).toEqual([]);
});

test('fails when a retired name is used again', () => {
  expect(messages(retiredMemberPresent, { clusters: { eu: {}, us: {} }, retired: ['eu'] })).toEqual([
    'eu is retired in fleet.lock.json and is in the program: take it out, give a new cluster another name, or run `npx cdk8s-fleet lock release eu` when nothing of the old one is left',
  ]);
});
