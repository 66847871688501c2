/** The accessible names of the design's table, by the scenario in which each is seen. Renaming a control breaks this loudly. */

import type { Page } from '@playwright/test';
import { accounts, accountSettings, appearance, balance, billing, editor, everywhere, files, gallery, guest, library, states, statement, studio } from './names';

type Role = Parameters<Page['getByRole']>[0];
export type Named = readonly [role: Role, name: string | RegExp];

const buttons = (...names: (string | RegExp)[]): Named[] => names.map((name) => ['button', name]);
const links = (...names: (string | RegExp)[]): Named[] => names.map((name) => ['link', name]);
const groups = (...names: (string | RegExp)[]): Named[] => names.map((name) => ['group', name]);
const radios = (...names: (string | RegExp)[]): Named[] => names.map((name) => ['radio', name]);
const boxes = (...names: (string | RegExp)[]): Named[] => names.map((name) => ['textbox', name]);
const dialogs = (...names: (string | RegExp)[]): Named[] => names.map((name) => ['dialog', name]);

/** N, DATE, PRICE, MONTH and SETTINGS of the table stand for live values. */
export const CONTRACT: Record<string, Named[]> = {
  gallery: [
    ...links(everywhere.skip, everywhere.home, everywhere.templates, everywhere.studio, everywhere.videos, everywhere.lab, /^Use template ./),
    ['navigation', everywhere.main],
    ...buttons(everywhere.credits, everywhere.account, everywhere.help),
    ...groups(gallery.filter),
  ],
  'balance-starter': [['region', balance.region], ...links(balance.getAiCredits, balance.upgrade, balance.history)],
  'editor-guest': buttons(guest.save, editor.preview, editor.download),
  'editor-sign-up': [...boxes(accounts.email, accounts.password), ...buttons('Create account')],
  'editor-shortcuts': dialogs(states.shortcuts),
  'editor-preview-broken': [['alert', /^/], ...buttons('Retry', editor.preview)],
  'editor-silent': buttons(states.tryNow),
  'editor-signed-out': links(states.signInAgain),
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
  'editor-files-making': [['progressbar', 'GIF'], ...buttons(editor.cancel, 'Try again, free')],
  'editor-files': [['list', 'Files'], ...buttons(files.download, files.make)],
  'studio-visitor': links(accounts.create, accounts.signIn),
  'studio-shortcuts': dialogs(states.shortcuts),
  'studio-signed-out': links(states.signInAgain),
  'studio-out-of-date': [['progressbar', studio.all], ...buttons(states.tryNow)],
  'studio-compare': [['region', studio.compareRegion], ...buttons(studio.playAll), ['slider', studio.position]],
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
  'statement-nothing-matches': links('Show every entry'),
  'library-nothing-found': links(library.all),
  'library-deleted-list': [['list', library.deleted], ...buttons(library.bringBack)],
  'billing-first-plan': dialogs('Choose Starter, $19 a month'),
  'billing-bundle': dialogs(billing.bundle(150, '$15')),
  'billing-bundle-declined': [['alert', /^/], ...buttons('Try again, $15.00')],
  'billing-upgrade': dialogs(billing.upgradeTo('Pro')),
  'billing-change': dialogs('Change to Starter'),
  'billing-yearly-scheduled': buttons('Keep plan'),
  'billing-pause-scheduled': buttons('Keep plan'),
  'billing-end-paused': dialogs('Cancel plan'),
  'billing-disputed': [['row', /Your bank holds \$[\d.]+ while it decides.* Disputed/]],
  'billing-dispute-lost': [['row', /\$[\d.]+ went back to you.* Dispute lost/]],
  'billing-past-due': [['alert', /^/], ...buttons(billing.updateCard)],
  'billing-starter': buttons(billing.upgradeTo('Pro'), billing.upgradeTo('Studio'), billing.bundle(150, '$15'), /^Download invoice, ./),
  'sign-in': [...boxes(accounts.email, accounts.password), ...buttons(accounts.signIn), ...links(accounts.create)],
  'help-open': [['dialog', everywhere.help], ...boxes('Search help'), ...buttons('Close help', 'Write to us')],
  'help-write': [...dialogs('Write to us'), ...boxes('Your message')],
  'confirm-address': buttons(accountSettings.confirmAddress),
  'confirm-address-elsewhere': [...boxes(accountSettings.currentPassword), ...buttons(accountSettings.confirmAddress)],
  settings: [...groups(appearance.group), ...radios(appearance.device, appearance.light, appearance.dark), ...buttons(appearance.save)],
  help: [...groups(appearance.group), ...buttons(appearance.save)],
};

/** What a status says that has no name of its own. */
export const SAID: Record<string, string | RegExp> = {
  'editor-edited': editor.newVideo,
  'editor-offline': states.offline,
  'editor-silent': states.silent,
  'editor-signed-out': states.signedOut,
  'studio-offline': states.offline,
  'studio-signed-out': states.signedOut,
  'studio-out-of-date': states.silent,
  'help-nothing-found': /^Nothing found/,
  'help-sent': 'Your message has arrived',
};

/** The descriptions of the table. */
export const DESCRIBED: Record<string, readonly [...Named, description: string]> = {
  'balance-hold': ['button', everywhere.credits, balance.aiOnHold],
  'studio-held': ['button', everywhere.credits, balance.aiOnHold],
};
