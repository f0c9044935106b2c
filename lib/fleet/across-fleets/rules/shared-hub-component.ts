import type { Finding } from '../../finding';
import { hubOf } from '../../lock-facts';
import type { FleetModel } from '../../model';
import { RuleText } from '../../rules';
import { finding } from '../../rules/text';

/** What fleets on one hub need there, and the one `HubPlatform` of them does not install. */
export const SHARED_HUB_COMPONENT: RuleText = {
  code: 'shared-hub-component',
  severity: 'error',
  summary: 'A fleet needs a component on a hub that it shares with another fleet, and the `HubPlatform` of that one does not install it.',
  why: 'A hub has one of each component, so one `HubPlatform` installs them. It knows the needs of its own fleet: a provider that only the other one needs would be '
    + 'missing, and the objects of its clusters refused.',
  fix: 'Name the fleet in `fleets` of the `HubPlatform`.',
};

/** @param sharing settled fleets that were given the same hub */
export function sharedHubComponents(sharing: readonly FleetModel[]): readonly Finding[] {
  const componentsOf = (model: FleetModel) => model.clusters.find(({ name }) => name === hubOf(model))!.components;
  const platform = sharing.find(model => componentsOf(model).some(({ origin }) => origin !== 'assumed'));
  if (platform === undefined) {
    return [];
  }
  const there = new Set(componentsOf(platform).map(({ component }) => component.name));
  return sharing.filter(model => model !== platform).flatMap(model => componentsOf(model)
    .filter(({ component, origin }) => origin === 'assumed' && !there.has(component.name))
    .map(({ component, paths }) => finding(SHARED_HUB_COMPONENT, [hubOf(model)], paths,
      `fleet ${model.name} needs ${component.name} on hub ${hubOf(model)}, and the HubPlatform of fleet ${platform.name}, which has the same hub, does not install it: write`
      + ` fleets: [${model.name}] there`)));
}
