import { homePage } from './home-page.js';

describe('the root page', () => {
  it('says whose programme it is and where to go on, and no figure before anybody has signed in', () => {
    const page = homePage('A <b>council</b>');
    expect(page).toContain('A &lt;b&gt;council&lt;/b&gt;');
    expect(page).toContain('href="/api/docs"');
    const words = page.replace(/<head>[\s\S]*<\/head>/, '').replaceAll(/<[^>]*>/g, ' ');
    expect(words).not.toMatch(/\d/);
  });
});
