import { IstioRule } from './rule';
import { finding } from '../../../../fleet/rules/text';

/** Tokens that are replaced while istiod does not follow. */
export const ISTIO_ROTATION: IstioRule = {
  code: 'istio-rotation',
  severity: 'warning',
  summary: 'Members of an Istio mesh get new tokens for each other, and their istiod may go on without them.',
  why: 'Before 1.31 istiod may wait for ever for a cluster whose credentials were replaced, or lose its gateways and endpoints (istio/istio#60612, #60920, #61043).',
  fix: 'Restart istiod in every member once the Secrets have changed, which takes up to three hours; or raise the version first.',
  check: (_, { path, settings: { release, tokens }, members }) => (release.followsRotation || tokens.length < 2 ? []
    : [finding(ISTIO_ROTATION, members.map(({ cluster }) => cluster.name), [path],
      `${path}: tokens: istiod of ${release.minor} may not follow to '${tokens[tokens.length - 1]}' (istio/istio#60612): restart it in every member three hours after this is applied`
      + ' (kubectl rollout restart deployment istiod), before you take the old name out; or raise version to 1.31 first')]),
};
