import { ImportedUpstream } from './upstream';

/** `NOTICE`: the project and, for each upstream, its release and licence. */
export function renderNotice(upstreams: readonly ImportedUpstream[]): string {
  return [
    'cdk8s-fleet',
    'Copyright The cdk8s-fleet authors',
    '',
    'The files under imports/ are generated from the structure of the custom resource definitions of these projects.',
    'Each project is the property of its authors and comes under the licence named beside it.',
    '',
    ...upstreams.map(({ name, repository, release, license }) => `- ${repository} ${release}, ${license} (imports/${name})`),
    '',
  ].join('\n');
}
