export { PlainFiles, PlainFilesProps } from './plain-files';
export { PLAIN_FILES_RULES } from './rules';
