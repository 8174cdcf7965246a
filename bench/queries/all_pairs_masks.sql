-- Pairs that fit and that may fit, with sensors as masks.
SELECT count(*) FILTER (d.is_free AND d.ram >= m.ram_sure AND d.flash >= m.flash_sure AND d.has_sure & m.needs = m.needs) AS fits, count(*) AS fit_or_may
FROM models m JOIN devices d USING (k)
WHERE d.ram >= m.ram_possible AND d.flash >= m.flash_possible AND d.has_possible & m.needs = m.needs;
