/**
 * A document in Typst. What people wrote comes in as data and is set as it stands: nothing of it is markup. PDF/UA asks for a
 * title, a language, headers of tables and words for pictures, and Typst refuses a document without.
 */
export const TEMPLATE = `
#let d = json(bytes(sys.inputs.document))
#set document(title: d.title, author: d.council)
#set text(font: "Source Sans 3", size: 11pt, lang: "en", region: "GB", hyphenate: false)
#set page(
  paper: "a4",
  margin: (x: 2.2cm, top: 2.4cm, bottom: 2.4cm),
  footer: context [
    #set text(size: 9pt, fill: rgb("#505a5f"))
    #d.title #h(1fr) #counter(page).display("1 of 1", both: true)
  ],
)
#set par(leading: 0.68em, spacing: 1.1em)
#set heading(numbering: "1.1")
#show heading: set text(fill: rgb("#1d3d5c"))
#show heading.where(level: 1): set text(size: 16pt)
#show heading.where(level: 1): set block(above: 1.8em, below: 0.9em)
#show heading.where(level: 2): set text(size: 12.5pt)
#show heading.where(level: 2): set block(above: 1.6em, below: 0.8em, sticky: true)
#show figure.where(kind: table): set figure.caption(position: top)
#show figure.where(kind: table): set block(breakable: true)
#show figure: set block(above: 1em, below: 1.4em)
#show figure.caption: set text(size: 9.5pt, fill: rgb("#505a5f"))
#show figure.caption: set align(left)
#show figure.caption: it => block(sticky: true, width: 100%, it)
#show raw: set text(font: "Source Sans 3", size: 9.5pt)
#set table(
  stroke: (x, y) => (bottom: if y == 0 { 1pt + rgb("#1d3d5c") } else { 0.5pt + rgb("#b1b4b6") }),
  inset: (x: 5pt, y: 5pt),
)
#show table.cell.where(y: 0): set text(weight: "bold")

#text(size: 10pt, fill: rgb("#505a5f"), d.council)
#v(-0.4em)
#show title: set text(size: 24pt, weight: "bold", fill: rgb("#1d3d5c"))
#title(d.title)
#line(length: 100%, stroke: 2pt + rgb("#1d3d5c"))
#terms(..d.facts.map(fact => terms.item(fact.name, fact.value)))
#v(0.6em)

#let block-of(b) = {
  if b.kind == "paragraph" { par(b.text) }
  else if b.kind == "list" {
    if b.numbered { enum(..b.items) } else { list(..b.items) }
  } else if b.kind == "lines" {
    raw(b.text, block: true)
  } else if b.kind == "chart" {
    figure(image(bytes(b.chart.svg), format: "svg", width: 100%, alt: b.chart.words), caption: b.chart.caption)
  } else if b.kind == "table" {
    let widths = (1.6fr,) + (1fr,) * (b.table.head.len() - 1)
    figure(
      table(
        columns: widths,
        align: left,
        table.header(..b.table.head),
        ..b.table.rows.flatten(),
      ),
      caption: b.table.caption,
    )
  }
}

#for section in d.sections {
  heading(level: section.level, section.heading)
  for b in section.blocks { block-of(b) }
}
`;
