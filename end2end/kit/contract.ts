/** The accessible names of the design's table, by the scenario in which each is seen. Renaming a control breaks this loudly. */

import type { Page } from '@playwright/test';
import { accounts, appearance, balance, billing, editor, everywhere, gallery, statement, studio } from './names';

type Role = Parameters<Page['getByRole']>[0];
export type Named = readonly [role: Role, name: string | RegExp];

const buttons = (...names: (string | RegExp)[]): Named[] => names.map((name) => ['button', name]);
const links = (...names: (string | RegExp)[]): Named[] => names.map((name) => ['link', name]);
const groups = (...names: (string | RegExp)[]): Named[] => names.map((name) => ['group', name]);
const radios = (...names: (string | RegExp)[]): Named[] => names.map((name) => ['radio', name]);
const boxes = (...names: (string | RegExp)[]): Named[] => names.map((name) => ['textbox', name]);

/** N, DATE, PRICE, MONTH and SETTINGS of the table stand for live values. */
export const CONTRACT: Record<string, Named[]> = {
  gallery: [
    ...links(everywhere.skip, everywhere.home, everywhere.templates, everywhere.studio, everywhere.videos, everywhere.lab, /^Use template ./),
    ['navigation', everywhere.main],
    ...buttons(everywhere.credits, everywhere.account, everywhere.help),
    ...groups(gallery.filter),
  ],
  'balance-starter': [['region', balance.region], ...links(balance.getAiCredits, balance.upgrade, balance.history)],
  'editor-draft': [
    ['complementary', editor.fields],
    ...buttons(editor.uploadPhoto, editor.play, editor.preview, editor.undo, editor.redo),
    ...boxes(editor.headline, editor.line),
    ...groups(editor.frame, editor.background, editor.format),
    ['region', editor.stage],
    ['slider', editor.timeline],
    ['complementary', editor.actions],
    ...links(editor.saveAndClose, editor.back),
    ['list', editor.steps],
  ],
  'editor-rendering': [['progressbar', editor.rendering], ...buttons(editor.cancel)],
  'editor-ready': buttons(editor.download, editor.edit),
  'editor-downloaded': buttons(editor.downloadAgain, editor.editAsVersion(2)),
  'editor-edited': buttons(editor.undoTo(1), editor.previewVersion(2)),
  'studio-scene': [
    ['complementary', studio.scene],
    ...groups(studio.subject, studio.format, studio.style, studio.duration, studio.resolution, studio.count, studio.cost),
    ...boxes(studio.prompt, studio.caption),
    ['region', studio.preview],
    ...buttons(studio.regeneratePreview, studio.animate),
    ['complementary', studio.panel],
  ],
  'studio-short': [...links(balance.getAiCredits), ...buttons(/^Use .+, .+/)],
  'studio-held': [['progressbar', studio.all], ['progressbar', studio.video(1)], ...buttons(studio.cancelUnfinished(4))],
  'studio-results': buttons(studio.playVideo(1), studio.regenerateFree, studio.download, studio.downloadAll(2)),
  'studio-regenerating-free': buttons(studio.freeRunning, studio.cancelUnfinished(1)),
  'studio-regenerated': buttons(studio.regenerate(10)),
  'studio-one-failed': buttons(studio.tryAgain(10)),
  'statement-full': [...buttons(statement.exportCsv, statement.anyReason, statement.anyMonth), ...groups(statement.filter), ['region', statement.region], ['table', /./]],
  'billing-past-due': [['alert', /^/], ...buttons(billing.updateCard)],
  'billing-starter': buttons(billing.upgradeTo('Pro'), billing.upgradeTo('Studio'), billing.bundle(150, '$15'), /^Download invoice, ./),
  'sign-in': [...boxes(accounts.email, accounts.password), ...buttons(accounts.signIn), ...links(accounts.create)],
  'help-open': [['dialog', everywhere.help], ...boxes('Search help'), ...buttons('Close help', 'Write to us')],
  settings: [...groups(appearance.group), ...radios(appearance.device, appearance.light, appearance.dark), ...buttons(appearance.save)],
  help: [...groups(appearance.group), ...buttons(appearance.save)],
};

/** What a status of the table says: it has no name of its own. */
export const SAID: Record<string, string> = { 'editor-edited': editor.newVideo };

/** The descriptions of the table. */
export const DESCRIBED: Record<string, readonly [...Named, description: string]> = {
  'balance-hold': ['button', everywhere.credits, balance.aiOnHold],
  'studio-held': ['button', everywhere.credits, balance.aiOnHold],
};
