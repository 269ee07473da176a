-- 行政强制: what follows when a decision is not obeyed.
ALTER TABLE penalty ADD COLUMN delivered TEXT CHECK (delivered GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');
ALTER TABLE penalty ADD COLUMN urged TEXT CHECK (urged GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');
ALTER TABLE penalty ADD COLUMN urge_no TEXT;
ALTER TABLE penalty ADD COLUMN surcharged TEXT CHECK (surcharged GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');
ALTER TABLE penalty ADD COLUMN surcharge INTEGER CHECK (surcharge >= 0);
ALTER TABLE penalty ADD COLUMN surcharge_no TEXT;
ALTER TABLE penalty ADD COLUMN enforced TEXT CHECK (enforced GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');
ALTER TABLE penalty ADD COLUMN enforce_no TEXT;
