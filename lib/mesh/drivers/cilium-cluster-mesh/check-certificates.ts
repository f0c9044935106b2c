import type { CiliumCertificates } from './props';
import { checkCron } from '../../../delivery/argo-cd/project/cron';
import { checkProps, MAP, PropType, TEXT } from '../../../fleet/check-props';
import { refuseOthers } from '../../../fleet/refuse-others';

/** @throws for a way to issue certificates that is none, and for Helm's */
export function checkCertificates(where: string, certificates: CiliumCertificates): void {
  const { method } = certificates as { readonly method: unknown };
  if (method === 'helm') {
    throw new Error(`${where}.method: Helm makes new certificates whenever the chart is rendered, and without its key in the values a new authority too; write`
      + " 'certmanager' or 'cronJob'");
  }
  if (method !== 'certmanager' && method !== 'cronJob') {
    throw new Error(`${where}.method: write one of certmanager, cronJob, got ${typeof method === 'string' ? `'${method}'` : String(method)}`);
  }
  const own: Readonly<Record<string, PropType>> = method === 'certmanager' ? { issuerRef: MAP } : { schedule: TEXT };
  checkProps(`${where}.`, certificates, { method: TEXT }, { ca: MAP, ...own });
  refuseOthers(`${where}.`, certificates, ['method', 'ca', ...Object.keys(own)]);
  if (certificates.ca !== undefined) {
    checkProps(`${where}.ca.`, certificates.ca, { key: TEXT });
    refuseOthers(`${where}.ca.`, certificates.ca, ['key']);
  }
  if (certificates.method === 'cronJob' && certificates.schedule !== undefined) {
    // CronJobs are read by the same robfig/cron (kubernetes `pkg/apis/batch/validation`).
    const fault = checkCron(certificates.schedule, { descriptors: true });
    if (fault !== undefined) {
      throw new Error(`${where}.schedule: ${fault}`);
    }
  }
  if (certificates.method === 'certmanager' && certificates.issuerRef !== undefined) {
    checkProps(`${where}.issuerRef.`, certificates.issuerRef, { name: TEXT }, { kind: TEXT, group: TEXT });
    refuseOthers(`${where}.issuerRef.`, certificates.issuerRef, ['name', 'kind', 'group']);
    if (certificates.ca !== undefined) {
      throw new Error(`${where}.ca: the issuer '${certificates.issuerRef.name}' has its authority already; write issuerRef or ca`);
    }
  }
}
