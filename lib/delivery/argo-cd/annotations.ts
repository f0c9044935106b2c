import { Manifest, pruneProtection } from '../../fleet';
import { groupOf } from '../../fleet/names';

const SYNC_WAVE = 'argocd.argoproj.io/sync-wave';
const SYNC_OPTIONS = 'argocd.argoproj.io/sync-options';
const COMPARE_OPTIONS = 'argocd.argoproj.io/compare-options';
const IGNORE_EXTRANEOUS = 'IgnoreExtraneous';
/** Deleting one of these takes others along, and those of people too: everything in the namespace, every object of the kind. */
const TAKE_OTHERS_ALONG = new Set(['/Namespace', 'apiextensions.k8s.io/CustomResourceDefinition']);
/** Above the number of steps between objects of one folder. */
const WAVES_OF_A_FOLDER = 1000;

/**
 * What Argo CD must be told about an object of a folder.
 *
 * The folders of a cluster are sources of one Application, so the order of folders is an order of objects: no object of a folder is applied before
 * those of the folders before it are healthy.
 */
export function argoAnnotations({ apiVersion, kind, metadata }: Manifest, wave: number, folderWave: number): Readonly<Record<string, string>> {
  const own = metadata.annotations ?? {};
  const syncWave = folderWave * WAVES_OF_A_FOLDER + wave;
  const options = TAKE_OTHERS_ALONG.has(`${groupOf(apiVersion)}/${kind}`) ? protectedBy(own[SYNC_OPTIONS]) : own[SYNC_OPTIONS];
  return {
    ...(syncWave === 0 || own[SYNC_WAVE] !== undefined ? {} : { [SYNC_WAVE]: String(syncWave) }),
    ...(options === own[SYNC_OPTIONS] ? {} : { [SYNC_OPTIONS]: options }),
    ...(isKept(options) ? { [COMPARE_OPTIONS]: ignoringExtraneous(own[COMPARE_OPTIONS]) } : {}),
  };
}

/** Whether Argo CD keeps an object with such sync options when it leaves its folder. */
export function isKept(options: string = ''): boolean {
  return options.split(',').some(option => option.trim() === 'Prune=false');
}

/**
 * Without it an Application is out of sync for ever once such an object has left its folder, and is synced again every few minutes (Argo CD v3.5.1
 * controller/state.go `CompareAppState`, controller/appcontroller.go `autoSync`). The object itself is still shown as one to prune.
 */
function ignoringExtraneous(own: string | undefined): string {
  const options = own === undefined ? [] : own.split(',');
  return options.some(option => option.trim() === IGNORE_EXTRANEOUS) ? own! : [...options, IGNORE_EXTRANEOUS].join(',');
}

/** The options of a program, and those of the protection that it says nothing about. */
function protectedBy(own: string | undefined): string {
  const options = own === undefined ? [] : own.split(',');
  const said = options.map(option => option.trim().split('=')[0]);
  return [...options, ...pruneProtection()[SYNC_OPTIONS].split(',').filter(option => !said.includes(option.split('=')[0]))].join(',');
}
