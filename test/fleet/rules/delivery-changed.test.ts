import { expect, test } from '@jest/globals';
import { buildModel } from './model-builder';
import { FleetModel } from '../../../lib/fleet/model';
import { deliveryChanged } from '../../../lib/fleet/rules/delivery-changed';

const ARGO_CD = { name: 'Argo CD', prunes: true, readsFolders: true };
const FLUX = { name: 'Flux', prunes: true, readsFolders: true };
const model = (locked: string | undefined, delivery: FleetModel['delivery']): FleetModel =>
  ({ ...buildModel({ clusters: { hub: {} }, lock: locked === undefined ? {} : { hub: { delivery: locked } } }), delivery });

test.each<[string, string | undefined, FleetModel['delivery']]>([
  ['no delivery, before or now', undefined, undefined],
  ['the first delivery', undefined, ARGO_CD],
  ['the same one', 'Argo CD', ARGO_CD],
  ['the same one, which stops pruning', 'Argo CD', { ...ARGO_CD, prunes: false }],
  ['the same one, which prunes again', 'Argo CD, pruning nothing', ARGO_CD],
  ['another one after it stopped pruning', 'Argo CD, pruning nothing', FLUX],
  ['none after it stopped pruning', 'Argo CD, pruning nothing', undefined],
  ['another one after plain files', 'plain files, pruning nothing', FLUX],
])('passes: %s', (_, locked, delivery) => {
  expect(deliveryChanged.check(model(locked, delivery))).toEqual([]);
});

test.each<[string, FleetModel['delivery'], string]>([
  ['another one', FLUX, 'Flux'],
  ['another one, which prunes nothing itself', { ...FLUX, prunes: false }, 'Flux, pruning nothing'],
  ['none', undefined, 'none'],
])('fails: from one that prunes to %s', (_, delivery, now) => {
  expect(deliveryChanged.check(model('Argo CD', delivery))).toEqual([{
    code: 'delivery-changed', severity: 'error', clusters: ['hub'], paths: ['acme'],
    message: `fleet 'acme' was delivered by Argo CD, which still deletes what leaves its output, and is now delivered by ${now}: synthesize and apply once with the old delivery`
      + ' and .withoutPruning(), then change it',
  }]);
});
