import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { DEFAULT_CONFIGURATION } from '../../src/project/configuration.js';
import { loadConfiguration } from '../../src/project/configuration-file.js';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function folderWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'configuration-'));
  folders.push(folder);
  mkdirSync(join(folder, '.git'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

describe('the configuration', () => {
  it('needs no file', () => {
    expect(loadConfiguration(folderWith({}))).toEqual({ configuration: DEFAULT_CONFIGURATION, file: undefined });
  });

  it.each([
    ['unsingleton.config.json', '{ "identityTypes": ["Tenant"] }'],
    ['unsingleton.config.mjs', 'export default { identityTypes: ["Tenant"] };'],
    ['unsingleton.config.cjs', 'module.exports = { identityTypes: ["Tenant"] };'],
    ['unsingleton.config.ts', 'export default { identityTypes: ["Tenant"] as string[] };'],
    ['package.json', '{ "unsingleton": { "identityTypes": ["Tenant"] } }'],
  ])('is read from %s', (name, text) => {
    expect(loadConfiguration(folderWith({ [name]: text })).configuration.identityTypes).toEqual(['Tenant']);
  });

  it('holds for the folders below', () => {
    const folder = folderWith({ 'unsingleton.config.json': '{ "context": { "name": "ctx" } }' });
    mkdirSync(join(folder, 'packages/api'), { recursive: true });
    const { context } = loadConfiguration(join(folder, 'packages/api')).configuration;
    expect(context).toEqual({ ...DEFAULT_CONFIGURATION.context, name: 'ctx' });
  });

  it('is described to editors by a schema that knows the same keys', () => {
    const { properties } = JSON.parse(readFileSync(new URL('../../src/project/schema.json', import.meta.url), 'utf8')) as { properties: Record<string, { properties?: object; items?: { properties?: object } }> };
    expect(Object.keys(properties).sort()).toEqual(['$schema', ...Object.keys(DEFAULT_CONFIGURATION)].sort());
    expect(Object.keys(properties['context']?.properties ?? {})).toEqual(Object.keys(DEFAULT_CONFIGURATION.context));
    expect(Object.keys(properties['accessors']?.items?.properties ?? {})).toEqual(['legacy', 'factory']);
  });

  it('keeps the accessor of the story beside configured ones', () => {
    const { configuration } = loadConfiguration(folderWith({ 'unsingleton.config.json': '{ "accessors": [{ "legacy": "getPool", "factory": "createPool" }] }' }));
    expect(configuration.accessors.map(({ legacy }) => legacy)).toEqual(['getPool', 'getAgentInstanceFactory']);
  });

  it.each([
    ['{ "identityTyps": [] }', '"identityTyps" is not a setting, did you mean "identityTypes".'],
    ['{ "context": { "nam": "ctx" } }', '"context.nam" is not a setting, did you mean "name".'],
    ['{ "allow": [{ "name": 3, "why": "pool" }] }', '"allow.0.name" must be string, but is 3.'],
    ['{ "include": "src" }', '"include" must be Array, but is "src".'],
    ['{ broken', 'is not valid JSON'],
  ])('names the mistake in %s', (text, message) => {
    expect(() => loadConfiguration(folderWith({ 'unsingleton.config.json': text }))).toThrow(message);
  });
});
