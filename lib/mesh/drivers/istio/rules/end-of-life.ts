import { IstioRule } from './rule';
import { finding } from '../../../../fleet/rules/text';
import { DEFAULT_VERSION } from '../versions';

/** Istio that nobody mends any more. */
export const ISTIO_END_OF_LIFE: IstioRule = {
  code: 'istio-end-of-life',
  severity: 'warning',
  summary: 'The version of an Istio mesh gets no more fixes.',
  why: 'A minor of Istio is supported until six weeks after the second one that follows it (istio.io, supported releases).',
  fix: 'Raise the version, one minor after the other.',
  check: (_, { path, members, settings: { release, writtenFor } }) => (!release.endOfLife ? [] : [finding(
    ISTIO_END_OF_LIFE, members.map(({ cluster }) => cluster.name), [path],
    `${path}: Istio ${writtenFor} gets no more fixes, those of security among them: raise version, one minor after the other, up to ${DEFAULT_VERSION}`)]),
};
